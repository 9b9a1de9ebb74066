import { mayChoose, useFigures } from '../../../../../state/review/figures'

export const mayAim = () => mayChoose(useFigures.getState())
