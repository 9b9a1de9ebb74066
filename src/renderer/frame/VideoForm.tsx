import { useState } from 'react'
import { framesEstimate, type VideoInfo } from '../../shared/video/schema'
import { Button } from '../components/Button'
import { NumberField } from '../components/NumberField'
import { Segmented } from '../components/Segmented'
import { countText } from '../language/count'
import { durationText } from '../language/duration'
import { t } from '../language/t'
import { takeFrames, useVideo } from '../state/project/bringPictures'
import { Overlay } from './Overlay'
import './VideoForm.css'

const close = () => useVideo.setState({ offer: null })

/** Before frames of a video come in: which ones, how many, how large. */
export function VideoForm() {
  const offer = useVideo((state) => state.offer)
  return (
    <Overlay title={t('Frames of a video')} open={offer !== null} onClose={close} testId="video-form">
      <div className="video-form">
        <h2 className="ellipsis">{t('Frames of {{name}}', { name: offer?.name ?? '' })}</h2>
        {offer?.hasFfmpeg === false && <NoFfmpeg />}
        {offer?.info != null && <Frames key={offer.info.id} info={offer.info} />}
      </div>
    </Overlay>
  )
}

function NoFfmpeg() {
  return (
    <>
      <p>
        {t('The studio reads videos with ffmpeg, and there is none on this machine. Install it, so that')}{' '}
        <span className="mono">ffmpeg</span> {t('is found on the PATH, and choose the video again:')}
      </p>
      <ul className="small mono selectable">
        <li>Debian, Ubuntu: sudo apt install ffmpeg</li>
        <li>macOS: brew install ffmpeg</li>
        <li>Windows: winget install ffmpeg</li>
      </ul>
      <div className="video-buttons">
        <Button onClick={close}>{t('Close')}</Button>
      </div>
    </>
  )
}

function Frames({ info }: { info: VideoInfo }) {
  const [by, setBy] = useState<string>('second')
  const [perSecond, setPerSecond] = useState(1)
  const [nth, setNth] = useState(10)
  const [from, setFrom] = useState(0)
  const [to, setTo] = useState(info.seconds)
  const rate = by === 'second' ? perSecond : info.fps / nth
  const request = {
    id: info.id,
    rate: Math.min(rate, info.fps),
    fromSeconds: Math.min(from, info.seconds),
    toSeconds: Math.min(to, info.seconds),
  }
  const { frames, bytes } = framesEstimate(info, request)
  return (
    <>
      <p className="muted small">
        {t('{{width}} × {{height}} px, {{seconds}}, {{fps}} frames a second', {
          width: info.width,
          height: info.height,
          seconds: durationText(info.seconds),
          fps: info.fps,
        })}
      </p>
      <Segmented
        label={t('Which frames')}
        value={by}
        options={[
          { value: 'second', label: t('So many a second') },
          { value: 'nth', label: t('Every so many') },
        ]}
        onChange={setBy}
      />
      <div className="video-fields">
        {by === 'second' ? (
          <NumberField
            prefix={t('a second')}
            label={t('Frames a second')}
            value={perSecond}
            testId="video-rate"
            onCommit={(value) => setPerSecond(Math.max(0.01, value))}
          />
        ) : (
          <NumberField
            prefix={t('every')}
            label={t('Every so many frames')}
            value={nth}
            testId="video-nth"
            onCommit={(value) => setNth(Math.max(1, Math.round(value)))}
          />
        )}
        <NumberField
          prefix={t('from, s')}
          label={t('From second')}
          value={from}
          testId="video-from"
          onCommit={(value) => setFrom(Math.max(0, value))}
        />
        <NumberField
          prefix={t('to, s')}
          label={t('To second')}
          value={to}
          testId="video-to"
          onCommit={(value) => setTo(value)}
        />
      </div>
      <p data-testid="video-estimate">
        {frames === 0
          ? t('The range is empty.')
          : t('{{frames}}, about {{bytes}}, into a folder of the project.', {
              frames: countText(frames, 'picture'),
              bytes: megabytes(bytes),
            })}
      </p>
      <p className="faint small">
        {t(
          'Frames of one clip belong together: split by video, and they stay on one side. What is cut off goes on where it was when the same frames are taken again.',
        )}
      </p>
      <div className="video-buttons">
        <Button
          variant="primary"
          data-testid="take-frames"
          disabled={frames === 0}
          onClick={() => takeFrames(request)}
        >
          {t('Take the frames')}
        </Button>
        <Button variant="quiet" onClick={close}>
          {t('Cancel')}
        </Button>
      </div>
    </>
  )
}

const megabytes = (bytes: number) =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.max(1, Math.round(bytes / 1e6))} MB`
