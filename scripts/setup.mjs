/** `npm run setup`: the set-up alone, without building or starting anything. */
import { ensureSetup } from './setup/ensureSetup.mjs'
import { runScript } from './setup/runScript.mjs'
import { say } from './setup/say.mjs'

await runScript(async () => {
  const { electron, tensorflow } = await ensureSetup()
  say(`Electron ${electron.version}: ${electron.detail}`)
  say(`TensorFlow: ${tensorflow.detail}; GPU: ${tensorflow.gpu}`)
  return tensorflow.source === 'none' ? 1 : 0
})
