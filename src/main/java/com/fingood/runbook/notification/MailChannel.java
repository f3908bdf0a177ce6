package com.fingood.runbook.notification;

import com.fingood.runbook.notification.NotificationProperties.Mail;
import com.fingood.runbook.run.Refusal;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;

/** Sends by SMTP. The message id is ours, so that a repeated mail is recognised as the same one. */
final class MailChannel implements Channel {

    static final String NAME = "mail";
    private static final int IMPLICIT_TLS = 465;
    private static final String PATIENCE_MILLIS = "10000";

    private final Mail mail;
    private final Clock clock;
    private final String patienceMillis;

    MailChannel(Mail mail, Clock clock) {
        this(mail, clock, PATIENCE_MILLIS);
    }

    /** @param patienceMillis for one answer of the server */
    MailChannel(Mail mail, Clock clock, String patienceMillis) {
        this.mail = mail;
        this.clock = clock;
        this.patienceMillis = patienceMillis;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void send(Delivery delivery) {
        try {
            JavaMailSenderImpl sender = sender();
            sender.send(message(sender, delivery));
        } catch (MailException | MessagingException | Refusal e) {
            throw new ChannelFailure(
                    "The mail server " + mail.host() + ":" + mail.port() + " did not take it: " + words(e), e);
        }
    }

    private MimeMessage message(JavaMailSenderImpl sender, Delivery delivery) throws MessagingException {
        MimeMessage message = sender.createMimeMessage();
        message.setFrom(new InternetAddress(mail.from()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(delivery.recipients()));
        message.setSubject(delivery.subject(), StandardCharsets.UTF_8.name());
        message.setText(delivery.body(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Message-ID", delivery.messageId());
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private JavaMailSenderImpl sender() {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(mail.host());
        sender.setPort(mail.port());
        sender.setUsername(mail.username());
        sender.setPassword(mail.secret());
        sender.setJavaMailProperties(session());
        return sender;
    }

    private Properties session() {
        Properties session = new Properties();
        session.put("mail.smtp.auth", String.valueOf(mail.username() != null));
        boolean implicit = mail.port() == IMPLICIT_TLS;
        session.put("mail.smtp.ssl.enable", String.valueOf(implicit));
        session.put("mail.smtp.starttls.enable", String.valueOf(mail.starttls() && !implicit));
        session.put("mail.smtp.starttls.required", String.valueOf(mail.starttls() && !implicit));
        session.put("mail.smtp.ssl.checkserveridentity", "true");
        // Well under the time for which a delivery is claimed.
        session.put("mail.smtp.connectiontimeout", patienceMillis);
        session.put("mail.smtp.timeout", patienceMillis);
        session.put("mail.smtp.writetimeout", patienceMillis);
        return session;
    }

    /** The innermost words: the outer ones repeat the whole message. */
    private static String words(Exception e) {
        Throwable cause = e;
        if (e instanceof org.springframework.mail.MailSendException several
                && several.getMessageExceptions().length > 0) {
            cause = several.getMessageExceptions()[0];
        }
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String first =
                String.valueOf(cause.getMessage()).strip().lines().findFirst().orElse("");
        return cause instanceof jakarta.mail.AuthenticationFailedException ? "it refused the login" : first;
    }
}
