import type { ErrorCode, ErrorInfo } from '../../shared/result'
import { i18next } from './i18n'
import { english, localText } from './t'

/** What a code means at large: said before the English words of an error that the catalogue does not know. */
const codeWords: Readonly<Record<ErrorCode, string>> = {
  'invalid-input': english('That is not valid here.'),
  'untrusted-sender': english('The window was not trusted.'),
  'message-too-large': english('That was too much at once.'),
  'unknown-call': english('The studio does not know this call.'),
  internal: english('Something went wrong inside the studio.'),
  cancelled: english('It was cancelled.'),
  busy: english('Something else is under way.'),
  'not-found': english('It was not found.'),
  'no-project': english('No project is open.'),
  'project-not-found': english('The project was not found.'),
  'project-exists': english('There is a project already.'),
  'project-newer': english('A newer version of the studio wrote this project.'),
  'project-locked': english('Another program has the project open.'),
  'safe-mode': english('The studio is in safe mode.'),
  'project-damaged': english('The project is damaged.'),
  'project-read-only': english('The project is read-only.'),
  'root-not-granted': english('A folder of the project may not be read yet.'),
  'path-outside': english('The path lies outside the project.'),
  'folder-empty': english('Nothing that can be used is in the folder.'),
  'folder-unreadable': english('The folder cannot be read.'),
  'disk-full': english('The disk is full.'),
  'not-writable': english('It cannot be written there.'),
  'io-failed': english('Reading or writing failed.'),
  'stale-edit': english('The edit no longer fits the project.'),
  'invalid-edit': english('The edit is not valid.'),
  'image-missing': english('The picture is missing.'),
  'image-unreadable': english('The picture cannot be read.'),
  'image-unsupported': english('This kind of picture is not supported.'),
  'image-too-large': english('The picture is too large.'),
  'format-unknown': english('The format is not known.'),
  'format-invalid': english('The file is not valid.'),
  'too-few-images': english('There are too few pictures.'),
  'no-boxes': english('There are no boxes.'),
  'class-without-boxes': english('A class has no boxes.'),
  'config-invalid': english('The settings are not valid.'),
  'tensorflow-missing': english('TensorFlow is missing.'),
  'trainer-crashed': english('The training crashed.'),
  'training-diverged': english('The training diverged.'),
  'out-of-memory': english('The memory is used up.'),
  'checkpoint-damaged': english('The checkpoint is damaged.'),
  'checkpoint-outdated': english('The checkpoint is of an older version.'),
  'run-not-found': english('The run was not found.'),
  'run-not-finished': english('The run has not finished.'),
  'run-without-model': english('The run has no model.'),
  'model-invalid': english('The model is not valid.'),
  'export-failed': english('The export failed.'),
  'parity-failed': english('The exported model does not see the same.'),
}

/** An error in the language of the interface. */
export function errorText({ code, message, hint }: ErrorInfo): { message: string; hint: string | undefined } {
  const local = localText(message)
  const isKnown = local !== message || i18next.language === 'en'
  return {
    message: isKnown ? local : `${localText(codeWords[code])} ${message}`,
    hint: localText(hint),
  }
}
