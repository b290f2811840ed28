const TONES = {
  good: [{ hz: 1_320, ms: 70 }],
  bad: [
    { hz: 220, ms: 140 },
    { hz: 180, ms: 220 },
  ],
} as const;
const SHAKES = { good: 25, bad: [90, 60, 90] } as const;

let audio: AudioContext | null = null;

/**
 * Answers a scan without a look at the screen: a high short tone and a short shake for what was taken, low and long
 * for what was not. Where a device has neither, nothing happens.
 */
export const signal = (kind: keyof typeof TONES): void => {
  navigator.vibrate?.([SHAKES[kind]].flat());
  try {
    audio ??= new AudioContext();
    // Browsers keep sound off until the person has touched the page.
    if (audio.state === 'suspended') {
      void audio.resume();
      return;
    }
    let at = audio.currentTime;
    for (const { hz, ms } of TONES[kind]) {
      const tone = new OscillatorNode(audio, { frequency: hz, type: 'triangle' });
      const volume = new GainNode(audio, { gain: 0.08 });
      tone.connect(volume).connect(audio.destination);
      tone.start(at);
      at += ms / 1000;
      tone.stop(at);
    }
  } catch {
    // No sound device.
  }
};
