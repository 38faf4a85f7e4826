// Verifying Ed25519 (RFC 8032), for the checkpoints of the audit log alone: everything else is signed by ES256.
import { createPublicKey, verify } from 'node:crypto';
import { base64url } from '../domain/bytes.ts';
import type { VerifyEd25519 } from '../domain/log/signed-note.ts';

export const verifyEd25519: VerifyEd25519 = (publicKey, signature, data) => {
  try {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: base64url(publicKey) };
    return verify(null, data, createPublicKey({ key: jwk, format: 'jwk' }), signature);
  } catch {
    return false;
  }
};
