class Ours {
  static final String USERS = "/users/{id}";
  static final String OTHER = "https://other.example/v2/parcels/7/events";
  String place = "tracking_code";
}
