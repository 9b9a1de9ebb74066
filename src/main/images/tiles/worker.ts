import { parentPort, workerData } from 'node:worker_threads'
import { cutTiles } from './cutTiles'

// A thread of its own that ends with its work: what the decoded picture took goes back to the system.
const { path, folder } = workerData as { path: string; folder: string }
parentPort?.postMessage(await cutTiles(path, folder))
