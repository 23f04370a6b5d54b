import type { OperationName } from './depot-document.ts';
import { BY_GET, WITH_JSON, WITH_TOKEN } from './places.ts';

const CHARGES: readonly OperationName[] = ['listCharges', 'createCharge', 'getCharge'];
const OBJECTS: readonly OperationName[] = [...CHARGES, 'getCustomer', 'getBalance'];
/** Operations without parameters of the path, or whose records are known by other calls. */
const TELLING: readonly OperationName[] = [
  'getBalance',
  'listRates',
  'getExport',
  'getCharge',
  'getCustomer',
  'createCharge',
];

/** At which operations of the lab's partner a change is put, and which have to be well for it to be seen at all. */
export const DRIFT_PLACES: Record<
  string,
  { operations: readonly OperationName[]; needs?: readonly OperationName[]; where?: 'each' }
> = {
  'a status changed (200 to 202, 201 to 200, 204 to 200)': {
    operations: ['createCharge', 'cancelCharge', 'getBalance', 'listRates'],
  },
  'a status changed (200 to 204)': { operations: WITH_JSON },
  'a media type changed to XML': { operations: WITH_JSON },
  'a media type changed to another JSON': { operations: OBJECTS },
  'a media type changed to text': { operations: OBJECTS },
  'a file became JSON': { operations: ['getExport'] },
  'lines of JSON in place of a list': { operations: ['listRates'] },
  'an envelope added': { operations: WITH_JSON },
  'an envelope removed': { operations: ['listCharges'] },
  'a header gone': { operations: ['listCharges'] },
  'another way of paging': { operations: ['listCharges'] },
  'another shape of errors': { operations: ['getCharge'], needs: ['listCharges'] },
  'an error told with 200': { operations: ['getCharge'], needs: ['listCharges'] },
  'errors in an envelope with 200': { operations: ['createCharge'] },
  'another status for errors (404 to 400)': { operations: ['getCharge'], needs: ['listCharges'] },
  'keys in another case': { operations: ['listCharges', 'getCharge', 'getBalance', 'getCustomer'] },
  'another charset': { operations: WITH_JSON },
  'a new kind of answer for all': {
    operations: WITH_JSON.filter((name) => name !== 'getCharge'),
    where: 'each',
  },
  'authentication moved (401)': { operations: WITH_TOKEN },
  'a scope newly required (403)': { operations: WITH_TOKEN },
  'authentication newly required where none was (401)': { operations: ['ping'] },
  'an operation gone (404)': { operations: TELLING, needs: ['listCharges'] },
  'an operation gone (404), told by the router alone': { operations: ['cancelCharge'] },
  'an operation gone (410)': { operations: TELLING, needs: ['listCharges'] },
  'an operation gone (405)': { operations: ['cancelCharge', 'createCharge', 'getBalance', 'listRates'] },
  'a path moved, told by a redirect (301, 308)': { operations: BY_GET },
  'a path moved, told by a hint (404)': { operations: TELLING, needs: ['listCharges'] },
  'a field newly required (400)': { operations: ['createCharge'] },
  'a field newly required (422)': { operations: ['createCharge'] },
  'a stricter pattern in requests (422)': { operations: ['createCharge'] },
  'a listed value gone from requests (400)': { operations: ['createCharge'] },
  'a stricter length in requests (422)': { operations: ['createCharge'] },
  'an unknown field newly refused (400)': { operations: ['createCharge'] },
  'a query parameter newly required (400)': { operations: BY_GET },
  'a query parameter newly limited (422)': { operations: ['listCharges'] },
  'a header newly required (400, 428)': { operations: WITH_TOKEN },
  'a media type of requests refused (415)': { operations: ['createCharge'] },
  'a media type of answers refused (406)': { operations: BY_GET },
  'a field removed': { operations: CHARGES },
  'a field renamed': { operations: CHARGES },
  'a field moved into an object': { operations: CHARGES },
  'a type changed': { operations: CHARGES },
  'a number as text': { operations: CHARGES },
  'a number with a fraction': { operations: ['getBalance'] },
  'a boolean as a number': { operations: ['getCustomer', 'ping'] },
  'an id as a number': { operations: ['getCharge', 'getCustomer'] },
  'a field that may be null': { operations: CHARGES },
  'a new listed value': { operations: CHARGES },
  'dates as numbers': { operations: CHARGES },
  'another format of dates': { operations: ['getCharge'], needs: ['listCharges'] },
  'a list became an object': { operations: ['listRates', 'getCustomer'] },
  'an object became a list': { operations: OBJECTS },
  'an empty list became null': { operations: ['listCharges', 'listRates'] },
  'an object became its id': { operations: ['getCustomer'] },
  'a part of an object removed': { operations: ['getCustomer'] },
};
