/** Words of shipping that dispatches, freights and carriers share: modes in the order they are preferred (CAR-02), freight terms (CF-09), states of a dispatch. */
import type { Words } from '../../definition/words.ts'

/** From the first choice to the last resort. */
export const shippingModes = {
  rail: ['铁路', 'Rail'],
  road: ['公路', 'Road'],
  sea: ['水运', 'Sea'],
  air: ['航空', 'Air'],
} as const satisfies Record<string, Words>

/** Who pays the freight and when: a matter of the shipment, not of the goods (CF-09). */
export const freightTerms = {
  onArrival: ['货到付运费', 'Paid on arrival'],
  monthly: ['月结', 'Monthly'],
  ours: ['我方即付', 'Paid by us at once'],
} as const satisfies Record<string, Words>

/** States in which the goods have left. */
export const shippedStates = ['shipped', 'received'] as const
