import { join } from 'node:path'
import { atomicWrite } from '../../fs/atomicWrite'
import { writeSnapshot } from '../../fs/snapshot'

/** A program for the kill test: saves one checkpoint after the other into the folder it is given. */
const folder = process.argv[2] as string
const numbers = new Uint8Array(2_000_000)
for (let step = 1; ; step++) {
  const name = `ckpt-${String(step).padStart(8, '0')}`
  await writeSnapshot(join(folder, name), { 'state.json': String(step), 'numbers.safetensors': numbers })
  await atomicWrite(join(folder, 'LATEST'), name)
  if (step === 1) process.send?.('saved')
}
