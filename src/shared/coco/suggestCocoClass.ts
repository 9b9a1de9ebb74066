import { type CocoClass, cocoClasses } from './classes'

/** Everyday names of what COCO calls otherwise. */
const otherNames: Record<string, CocoClass> = {
  people: 'person',
  pedestrian: 'person',
  man: 'person',
  woman: 'person',
  human: 'person',
  bike: 'bicycle',
  motorbike: 'motorcycle',
  plane: 'airplane',
  aeroplane: 'airplane',
  aircraft: 'airplane',
  lorry: 'truck',
  ship: 'boat',
  ball: 'sports ball',
  phone: 'cell phone',
  smartphone: 'cell phone',
  mug: 'cup',
  sofa: 'couch',
  plant: 'potted plant',
  table: 'dining table',
  television: 'tv',
  tvmonitor: 'tv',
  fridge: 'refrigerator',
  doughnut: 'donut',
  racket: 'tennis racket',
}

/** The COCO class that is meant by a name (`Cars`, `traffic_light`, `sofa`); null where none is. */
export function suggestCocoClass(name: string): CocoClass | null {
  const wanted = plain(name)
  const exact = cocoClasses.find((coco) => plain(coco) === wanted)
  if (exact !== undefined) return exact
  for (const singular of singulars(wanted)) {
    const found = otherNames[singular] ?? cocoClasses.find((coco) => plain(coco) === singular)
    if (found !== undefined) return found
  }
  return null
}

/** Lower case, without what parts words: `Traffic_Light` and `traffic light` are one name. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '')
}

/** A name and what it would be as one of several. */
function singulars(name: string): string[] {
  const forms = [name]
  if (name.endsWith('ies')) forms.push(`${name.slice(0, -3)}y`)
  if (name.endsWith('es')) forms.push(name.slice(0, -2))
  if (name.endsWith('s')) forms.push(name.slice(0, -1))
  return forms
}
