import type { FeatureName, Plan, PlanCatalogue } from '#shared/plans.ts'

/**
 * The plan of that id. A plan that the operator took out of the catalogue counts as its smallest,
 * so that nothing is given away by a typing error.
 */
export const findPlan = (catalogue: PlanCatalogue, id: string): Plan => {
  const plan = catalogue.plans.find((candidate) => candidate.id === id) ?? catalogue.plans[0]
  if (plan === undefined) throw new Error('a catalogue holds at least one plan')
  return plan
}

/** True when the plan of that id includes the feature. */
export const hasFeature = (catalogue: PlanCatalogue, planId: string, feature: FeatureName): boolean =>
  findPlan(catalogue, planId).features.includes(feature)
