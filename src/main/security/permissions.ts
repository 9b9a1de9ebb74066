import type { Session } from 'electron'

/** All that the page may ask for: writing text to the clipboard, and full screen. */
const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen'])

/** True for the few permissions that the page may have. */
export function isAllowedPermission(permission: string): boolean {
  return allowed.has(permission)
}

/**
 * Denies camera, location, notifications, devices and the rest, both when asked for and when checked.
 * @see https://www.electronjs.org/docs/latest/tutorial/security#5-handle-session-permission-requests-from-remote-content
 */
export function guardPermissions(
  session: Pick<
    Session,
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
    | 'setDisplayMediaRequestHandler'
  >,
): void {
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(isAllowedPermission(permission)),
  )
  session.setPermissionCheckHandler((_contents, permission) => isAllowedPermission(permission))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler(null)
}
