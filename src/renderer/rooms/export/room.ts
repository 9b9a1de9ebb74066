import { PackageCheck } from 'lucide-react'
import type { Room } from '../types'
import { ExportRoom } from './ExportRoom'

export const exportRoom: Room = {
  id: 'export',
  label: 'Export',
  icon: PackageCheck,
  key: 'Ctrl+5',
  Component: ExportRoom,
  actions: [],
}
