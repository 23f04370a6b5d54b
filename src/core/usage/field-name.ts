/** A location as an agreement names it: `data[].id`; as a pointer where a name of it has other signs. */
export function fieldName(location: string): string {
  const steps = location.slice(1).split('/');
  if (steps[0] === '*' || steps.some((step) => !/^(?:[\w-]+|\*|\{\*\})$/.test(step))) return location;
  return steps.reduce(
    (name, step) => (step === '*' ? `${name}[]` : name === '' ? step : `${name}.${step}`),
    '',
  );
}
