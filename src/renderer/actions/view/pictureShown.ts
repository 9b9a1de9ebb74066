import { activeAnnotator } from '../../annotator/active'

export const pictureShown = () => activeAnnotator() !== null
