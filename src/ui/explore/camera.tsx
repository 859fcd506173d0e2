/** The camera, on while it is looked through: the person is told what the browser will ask, and takes one picture. */
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
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
    return () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, [stream]);
  const start = async () => {
    try {
      setStream(await navigator.mediaDevices.getUserMedia({ video: true }));
    } catch {
      onFault(texts.refused);
    }
  };
  if (!stream) {
    return (
      <>
        <Button size="compact-sm" variant="default" onClick={() => void start()}>
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
      <video ref={video} className={classes.video} autoPlay muted playsInline />
      <Button size="compact-sm" onClick={() => video.current && onTake(video.current)}>
        {texts.take}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => setStream(null)}>
        {texts.stop}
      </Button>
    </>
  );
}
