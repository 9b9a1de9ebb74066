import { atomicWrite } from '../atomicWrite'

/** Writes one file over and over until it is killed; says so once it has replaced the first. */
const path = process.argv[2] as string
for (let number = 0; ; number++) {
  await atomicWrite(path, JSON.stringify({ number, filler: String(number).padEnd(200_000, '.') }))
  if (number === 1) process.stdout.write('started\n')
}
