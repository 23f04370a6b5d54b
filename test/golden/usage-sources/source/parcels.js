import { send } from './v2/parcels';

// An old note: '/users/{id}' was tried.
export async function sendParcel(weight: number) {
  const answer = await send(`${BASE}/v2/parcels`, { method: 'POST', body: { weight_grams: weight } });
  return answer.tracking_code ?? answer['id'];
}
