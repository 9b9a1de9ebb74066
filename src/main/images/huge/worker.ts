import { parentPort, workerData } from 'node:worker_threads'
import { carryOut } from './carryOut'
import type { HugeOrder } from './orders'

// A thread of its own that ends with its work: what the picture took goes back to the system.
await carryOut(workerData as HugeOrder, (answer) => parentPort?.postMessage(answer))
