import { readFileSync } from 'node:fs'

/**
 * How often any process of these journeys (page, main, trainer, command line) has asked for a way to another machine: in
 * their network namespace there is none, and the kernel counts. null where they run with the network on.
 */
export function triedToLeave(): { version4: number; version6: number } | null {
  return process.env.FOCAL_NETWORK === 'none' ? { version4: ofVersion4(), version6: ofVersion6() } : null
}

function ofVersion4(): number {
  // Two lines a protocol: names, then values.
  const [names, values] = readFileSync('/proc/net/snmp', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('Ip:'))
    .map((line) => line.split(' '))
  const at = names?.indexOf('OutNoRoutes') ?? -1
  if (at < 0) throw new Error('the kernel does not count what has no way')
  return Number(values?.[at])
}

function ofVersion6(): number {
  return Number(/^Ip6OutNoRoutes\s+(\d+)$/m.exec(readFileSync('/proc/net/snmp6', 'utf8'))?.[1] ?? 0)
}
