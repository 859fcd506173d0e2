/** The camera, on while it is looked through: the person is told what the browser will ask, and takes as many pictures as they like. */
import { Button, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';

interface CameraProps {
  onTake(video: HTMLVideoElement): void;
  onFault(message: string): void;
}

export function Camera({ onTake, onFault }: CameraProps) {
  const texts = exploreTexts.use().image;
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [isSeen, setSeen] = useState(false);
  const video = useRef<HTMLVideoElement>(null);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
    const ended = () => {
      setStream(null);
      onFault(exploreTexts.now().image.ended);
    };
    const tracks = stream?.getTracks() ?? [];
    for (const track of tracks) track.addEventListener('ended', ended);
    return () => {
      for (const track of tracks) {
        track.removeEventListener('ended', ended);
        track.stop();
      }
    };
  }, [stream, onFault]);
  const start = async () => {
    setAsking(true);
    setSeen(false);
    try {
      // Absent where the page is not served over https.
      const devices: MediaDevices | undefined = navigator.mediaDevices;
      if (!devices) throw new DOMException('', 'NotSupportedError');
      const opened = await devices.getUserMedia({ video: true });
      if (isGone.current) for (const track of opened.getTracks()) track.stop();
      else setStream(opened);
    } catch (error) {
      onFault(whyNot((error as Error).name));
    }
    setAsking(false);
  };
  if (!stream) {
    return (
      <>
        <Button size="compact-sm" variant="default" loading={isAsking} onClick={() => void start()}>
          {texts.camera}
        </Button>
        <Text size="xs" c="dimmed">
          {texts.permission}
        </Text>
      </>
    );
  }
  return (
    <>
      <video
        ref={video}
        className={classes.video}
        aria-label={texts.camera}
        autoPlay
        muted
        playsInline
        onLoadedData={() => setSeen(true)}
      />
      <Button
        size="compact-sm"
        disabled={!isSeen}
        onClick={() => video.current && onTake(video.current)}
      >
        {texts.take}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => setStream(null)}>
        {texts.stop}
      </Button>
    </>
  );
}

/** @param name of the DOMException */
function whyNot(name: string): string {
  const texts = exploreTexts.now().image;
  switch (name) {
    case 'NotAllowedError':
      return texts.refused;
    case 'NotFoundError':
    case 'OverconstrainedError':
      return texts.noCamera;
    case 'NotSupportedError':
      return texts.noCameraHere;
    default:
      return texts.cameraFails;
  }
}
