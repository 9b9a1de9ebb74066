import type { App } from 'electron'

/** What a person is told who starts the studio, or whose launcher does, with Chromium's sandbox switched off. */
export const SANDBOX_REFUSAL = {
  title: 'Focal Studio does not run without its sandbox',
  message:
    'It was started with --no-sandbox. An AppImage does that where the system closes user namespaces to programs: ' +
    'install the package for Debian instead, or allow them.',
}

/**
 * True where something has switched the sandbox off: a page that is taken over would then have all rights of the person.
 * @see https://www.electronjs.org/docs/latest/tutorial/sandbox#disabling-chromiums-sandbox-testing-only
 */
export function isSandboxOff(app: { commandLine: Pick<App['commandLine'], 'hasSwitch'> }): boolean {
  return app.commandLine.hasSwitch('no-sandbox')
}
