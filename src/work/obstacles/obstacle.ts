/**
 * What inhibits sharing. Promise: what a team notes stays in the team; who studies sharing sees totals of k teams and
 * more, and no note leads to an item.
 */

/** What happened to a release that did not go as it was meant. */
export const OBSTACLE_WHAT = ['refused', 'cut-down', 'delayed', 'dropped'] as const
export type ObstacleWhat = (typeof OBSTACLE_WHAT)[number]

/** Why, in one tap. */
export const OBSTACLE_WHY = [
  'nda',
  'law',
  'reputation',
  'authority',
  'customer',
  'identified',
  'effort',
  'uncertain',
  'other',
] as const
export type ObstacleWhy = (typeof OBSTACLE_WHY)[number]
