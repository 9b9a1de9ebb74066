import * as english from '../../shared/text/percent'
import { localText } from './t'

/** A share of one as per cent, in the language of the interface. */
export const percentText = (share: number) => localText(english.percentText(share))
