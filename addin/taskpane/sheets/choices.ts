/** Decisions about conflicts while they are being made. */
import type { ConflictView, Decision, Side } from '../../sync/conflicts.ts';

/** By row, then by column; the column `*` stands for a row that somebody archived. */
export type Choices = Readonly<Record<string, Readonly<Record<string, Side>>>>;

function isDecided(conflict: ConflictView, chosen: Readonly<Record<string, Side>> | undefined): boolean {
  if (!chosen) return false;
  if (conflict.archived) return chosen['*'] !== undefined;
  return conflict.fields.every((field) => chosen[field.column] !== undefined);
}

/** How many rows still need a decision. */
export function undecided(conflicts: readonly ConflictView[], choices: Choices): number {
  return conflicts.filter((conflict) => !isDecided(conflict, choices[conflict.id])).length;
}

/**
 * What to carry out: the rows that are decided in every field.
 * @param all one side for every row, whatever was chosen
 */
export function decisionsOf(conflicts: readonly ConflictView[], choices: Choices, all?: Side): Decision[] {
  return conflicts.flatMap((conflict): Decision[] => {
    if (all) return [{ id: conflict.id, choose: all }];
    const chosen = choices[conflict.id];
    if (!chosen || !isDecided(conflict, chosen)) return [];
    return [{ id: conflict.id, choose: conflict.archived ? (chosen['*'] as Side) : chosen }];
  });
}
