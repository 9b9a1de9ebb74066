/** Scheme and host that the page is served from; its origin as Chromium writes it. */
export const APP_ORIGIN = 'studio-app://app'

/** Where the page starts. */
export const APP_URL = `${APP_ORIGIN}/index.html`

/** Address of Vite's dev server, null in a built app: a packaged app never looks at the environment for it. */
export function devServerUrl(isPackaged: boolean, env: NodeJS.ProcessEnv): string | null {
  return isPackaged ? null : (env.ELECTRON_RENDERER_URL ?? null)
}

/** The one origin that is trusted in this process. */
export function trustedOrigin(devServer: string | null): string {
  return devServer === null ? APP_ORIGIN : new URL(devServer).origin
}
