import { homedir } from 'node:os'
import { basename, dirname } from 'node:path'

/** Names that say what kind of folder it is, not of what: the folder above tells more. */
const generic = new Set(
  (
    'image images img imgs picture pictures pic pics photo photos jpegimages jpg jpeg png tif tiff ' +
    'frame frames train training trainval val valid validation test testing data raw focal-project ' +
    'tmp temp downloads desktop documents home users mnt media'
  ).split(' '),
)

/** What a project in a folder, or of a folder of pictures, is called until somebody gives it a name: `cells` for `/home/a/cells/train/images`. */
export function projectNameOf(folder: string, home: string = homedir()): string {
  for (let at = folder; basename(at) !== '' && at !== home; at = dirname(at))
    if (!generic.has(basename(at).toLowerCase())) return basename(at)
  return basename(folder)
}
