import { shownPair, useConfusion } from '../../../../../state/review/confusion'

export const hasPair = () => shownPair(useConfusion.getState()) !== null
