// This file was auto-generated. Do not make direct changes to it.
export const path = '/v2/parcels/{id}/events';
