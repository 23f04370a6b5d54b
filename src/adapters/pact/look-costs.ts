import type { LivePlan } from '../../app/ports.ts';
import type { PactInteraction } from '../../core/pact/types.ts';
import { cleanupFor, makes } from './cleanup-interactions.ts';
import { recipeOf } from './recipe.ts';

/** Calls that an interaction takes at most in a look: its own, and those of its states and of undoing. */
export function costOf(plan: LivePlan, interaction: PactInteraction): number {
  const mayMake = plan.environment.mode === 'full';
  const states = interaction.states.map(({ name }) => {
    const recipe = recipeOf(plan.states, name);
    if (!recipe) return 0;
    const making = recipe.make.length > 0 || recipe.pool !== null;
    const undone = mayMake && making ? recipe.make.length + recipe.teardown.length : 0;
    return (recipe.find ? 1 : 0) + undone;
  });
  const cleanup = mayMake && makes(interaction) ? cleanupFor(plan, interaction) : null;
  const cleaned = cleanup && cleanup !== 'none' ? cleanup.teardown.length : 0;
  return states.reduce((sum, one) => sum + one, 1 + cleaned);
}

/** True if something of it has to be undone when it has been done. */
export function hasToBeUndone(plan: LivePlan, interaction: PactInteraction): boolean {
  if (plan.environment.mode !== 'full') return false;
  const cleanup = cleanupFor(plan, interaction);
  if (cleanup && cleanup !== 'none') return true;
  return interaction.states.some(({ name }) => (recipeOf(plan.states, name)?.teardown.length ?? 0) > 0);
}
