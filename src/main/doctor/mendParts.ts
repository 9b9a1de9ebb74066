/** True in a packaged program, whose code lies in an archive: nobody there has npm, or a set-up to run. */
export const isInPackage = (from: string = import.meta.dirname): boolean =>
  /[\\/]app\.asar([\\/]|$)/.test(from)

/** What to do where a native part is missing or broken. */
export function mendPartsText(isPackaged: boolean = isInPackage()): string {
  return isPackaged
    ? 'Install the package again; `focal-studio doctor` says more.'
    : 'Type `npm run setup` in the project folder; `npm run doctor` says more.'
}
