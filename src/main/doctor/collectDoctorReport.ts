import { readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { freemem, homedir, type as osName, release, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { nativeEnvironment } from '../trainer/nativeEnvironment'
import { type CpuReport, cpuReport } from './cpuReport'
import { askDriver, type GpuReport, gpuReport } from './gpuReport'
import { mendPartsText } from './mendParts'
import type { StartProbe } from './probeProcess'
import { findSetupManifest, readSetupManifest, type SetupManifest } from './setupManifest'
import { builtProbe, type ProbeCommand, probeTensorFlow } from './tensorflowProbe'

const BYTES_PER_GB = 1e9

export interface DoctorReport {
  versions: { app: string; node: string; electron: string | null; chromium: string | null; system: string }
  /** Where each native part came from. */
  origins: { electron: string; tensorflow: string }
  tensorflow: { backend: string | null; version: string | null; failure: string | null }
  cpu: CpuReport
  gpu: GpuReport
  memoryGb: { total: number; free: number }
  /** Free space where the studio works, in GB; null where it cannot be asked. */
  diskFreeGb: { here: number | null; home: number | null; temporary: number | null }
}

export interface DoctorOptions {
  manifestFile?: string | null
  probe?: ProbeCommand
  /** How the built probe is started; absent: as a child of this Node. */
  startProbe?: StartProbe
}

/** Looks at this machine and says what the studio has to work with; changes nothing. */
export async function collectDoctorReport(options: DoctorOptions = {}): Promise<DoctorReport> {
  const manifestFile = options.manifestFile === undefined ? findSetupManifest() : options.manifestFile
  const manifest = readSetupManifest(manifestFile)
  const probe = await probeTensorFlow(
    options.probe ?? builtProbe(nativeEnvironment({ manifest }), options.startProbe),
  )
  const { electron = null, chrome = null } = process.versions
  return {
    versions: {
      app: appVersion(),
      node: process.versions.node,
      electron: electron ?? manifest?.electron?.version ?? null,
      chromium: chrome ?? manifest?.electron?.chromium ?? null,
      system: `${osName()} ${release()} ${process.arch}`,
    },
    origins: originsOf(manifest),
    tensorflow: { backend: probe.backend, version: probe.version, failure: probe.failure },
    cpu: cpuReport(),
    gpu: gpuReport(askDriver(), manifest, probe),
    memoryGb: { total: inGb(totalmem()), free: inGb(freemem()) },
    diskFreeGb: {
      here: await freeGb(process.cwd()),
      home: await freeGb(homedir()),
      temporary: await freeGb(process.env.TMPDIR ?? process.env.TEMP ?? '/tmp'),
    },
  }
}

function originsOf(manifest: SetupManifest | null): DoctorReport['origins'] {
  if (manifest === null) {
    const unknown = `unknown: the set-up left no record here. ${mendPartsText()}`
    return { electron: unknown, tensorflow: unknown }
  }
  const { electron, tensorflow } = manifest
  return {
    electron: electron?.detail ?? 'none',
    tensorflow: tensorflow.source === 'none' ? `none: ${tensorflow.detail}` : tensorflow.detail,
  }
}

/** The version in the nearest package.json above this file. */
function appVersion(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    try {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
      if (name === 'focal-studio') return String(version)
    } catch {
      // No package.json in this folder.
    }
    if (folder === dirname(folder)) return 'unknown'
  }
}

async function freeGb(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return inGb(bavail * bsize)
  } catch {
    return null
  }
}

function inGb(bytes: number): number {
  return Math.round((bytes / BYTES_PER_GB) * 10) / 10
}
