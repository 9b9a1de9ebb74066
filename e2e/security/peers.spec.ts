import { createSocket } from 'node:dgram'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { expect, test } from '@playwright/test'
import { launchStudio } from '../launch'
import { triedToLeave } from '../support/triedToLeave'

// WebRTC is a network of its own: neither the policy of the page nor the guard of the session sees it.
test('row 14: a page that opens peer connections reaches nobody, by UDP or TCP, on this machine or another', async () => {
  const arrived: string[] = []
  const udp = createSocket('udp4', (message) => arrived.push(`UDP ${message.length} bytes`))
  const tcp = createServer((socket) => {
    arrived.push('TCP connection')
    socket.destroy()
  })
  await new Promise<void>((bound) => udp.bind(0, '0.0.0.0', bound))
  await new Promise<void>((listening) => tcp.listen(0, '0.0.0.0', listening))
  const studio = await launchStudio()
  try {
    await expect(studio.page.getByTestId('open-sample')).toBeVisible()
    const before = triedToLeave()
    const ports = { udp: udp.address().port, tcp: (tcp.address() as AddressInfo).port }
    // The last is nobody's (RFC 5737): who asks for it is counted by the kernel.
    const made = await studio.page.evaluate(connectToAll, {
      hosts: ['127.0.0.1', '127.0.0.2', '192.0.2.1'],
      ports,
    })
    expect(made).toBe(3)
    expect(arrived).toEqual([])
    // WebRTC asks the kernel once which address this machine has, and sends nothing.
    expect((triedToLeave()?.version4 ?? 0) - (before?.version4 ?? 0)).toBeLessThanOrEqual(1)
  } finally {
    await studio.close()
    udp.close()
    tcp.close()
  }
})

/** Runs in the page: asks every host by STUN and TURN, and as a peer whose name is what would be carried out. */
async function connectToAll(to: { hosts: string[]; ports: { udp: number; tcp: number } }) {
  let made = 0
  for (const host of to.hosts) {
    const { udp, tcp } = to.ports
    const secret = { username: 'what-the-page-knows', credential: 'x' }
    const connection = new RTCPeerConnection({
      iceServers: [
        { urls: `stun:${host}:${udp}` },
        { urls: `turn:${host}:${udp}?transport=udp`, ...secret },
        { urls: `turn:${host}:${tcp}?transport=tcp`, ...secret },
        { urls: `turns:${host}:${tcp}?transport=tcp`, ...secret },
      ],
    })
    connection.createDataChannel('out')
    await connection.setLocalDescription(await connection.createOffer())
    const fingerprint = Array(32).fill('AA').join(':')
    const peer = [
      'v=0',
      'o=- 1 1 IN IP4 0.0.0.0',
      's=-',
      't=0 0',
      'a=group:BUNDLE 0',
      'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
      'c=IN IP4 0.0.0.0',
      'a=ice-lite',
      'a=ice-ufrag:whatthepageknows',
      'a=ice-pwd:0123456789012345678901234567',
      `a=fingerprint:sha-256 ${fingerprint}`,
      'a=setup:passive',
      'a=mid:0',
      'a=sctp-port:5000',
      `a=candidate:1 1 udp 2130706431 ${host} ${udp} typ host`,
      `a=candidate:2 1 tcp 2130706431 ${host} ${tcp} typ host tcptype passive`,
      '',
    ].join('\r\n')
    await connection.setRemoteDescription({ type: 'answer', sdp: peer })
    made++
  }
  await new Promise((done) => setTimeout(done, 4000))
  return made
}
