/** Writes the project of `createQueueProject` to a folder, for a bench that opens it in the studio: `FOLDER ERRORS PICTURES`. */
import { cp } from 'node:fs/promises'
import { createQueueProject } from './queueProject'

const [folder, errors, pictures] = process.argv.slice(2)
const test = await createQueueProject({ errors: Number(errors), pictures: Number(pictures), seed: 1 })
await test.project.close()
await cp(test.folder, folder, { recursive: true })
await test.remove()
