import { version } from '../../package.json'

/** Version of the studio, as its package says. */
export const studioVersion: string = version

/** How files name the program that wrote them. */
export const createdBy = `Focal Studio ${version}`
