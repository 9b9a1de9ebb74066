import { atomicWrite } from '../atomicWrite'

/** Writes one file over and over until it is killed; says so after the first time. */
const path = process.argv[2] as string
for (let number = 0; ; number++) {
  await atomicWrite(path, JSON.stringify({ number, filler: String(number).padEnd(200_000, '.') }))
  if (number === 0) process.stdout.write('started\n')
}
