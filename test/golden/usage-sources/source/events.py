def events(parcel, session):
    """Reads '/users/1' no more."""
    answer = session.get("https://api.parcel.example/v2/parcels/" + parcel + "/events")  # '/users/2'
    return [one["happened_at"] for one in answer.json()]
