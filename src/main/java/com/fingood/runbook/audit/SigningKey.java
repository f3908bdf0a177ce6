package com.fingood.runbook.audit;

import com.fingood.runbook.run.PrivateFiles;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The Ed25519 key of one RUNBOOK_HOME, made on first need and readable by its owner only. */
final class SigningKey {

    private static final String ALGORITHM = "Ed25519";
    private static final String FILE = "audit-signing.key";

    private final PrivateKey privateKey;
    private final String publicKey;

    private SigningKey(PrivateKey privateKey, String publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    static SigningKey at(Path home) {
        PrivateFiles.home(home);
        return read(PrivateFiles.readOrCreate(home.resolve(FILE), SigningKey::generate));
    }

    /** Empty when this home never signed anything, or when its key is lost. */
    static Optional<SigningKey> existing(Path home) {
        return Files.exists(home.resolve(FILE)) ? Optional.of(at(home)) : Optional.empty();
    }

    /** Base64 of the public key's X.509 form. */
    String publicKey() {
        return publicKey;
    }

    /** SHA-256 of the public key, short enough to compare by eye. */
    static String fingerprint(String publicKey) {
        return Chain.sha256(publicKey).substring(0, 16);
    }

    String sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signing key of the audit ledger does not sign", e);
        }
    }

    /** False also for whatever is no key or no signature at all. */
    static boolean verifies(String publicKey, String text, String signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey))));
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return encode(pair.getPrivate().getEncoded()) + "\n"
                    + encode(pair.getPublic().getEncoded()) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no Ed25519", e);
        }
    }

    private static SigningKey read(String content) {
        try {
            List<String> lines = content.lines().toList();
            PrivateKey key = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(0))));
            return new SigningKey(key, lines.get(1));
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalStateException(FILE + " is no signing key of ours", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
