/** Why somebody whom a part concerns objects to it (R32). */
export const OBJECTION_CAUSES = ['identifies-us', 'wrong', 'other'] as const
export type ObjectionCause = (typeof OBJECTION_CAUSES)[number]

/** What the source makes of an objection: it stands as it is, it was corrected, it was withdrawn. */
export const OBJECTION_OUTCOMES = ['stands', 'corrected', 'withdrawn'] as const
export type ObjectionOutcome = (typeof OBJECTION_OUTCOMES)[number]
