package com.fingood.runbook.process;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The SMTP server that the running server of the tests sends to. */
final class MailsForTests {

    private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    MailsForTests() {
        smtp.start();
    }

    void configure(Map<String, Object> settings) {
        String key = "runbook.notifications.";
        settings.put(key + "mail.host", "127.0.0.1");
        settings.put(key + "mail.port", smtp.getSmtp().getPort());
        settings.put(key + "mail.starttls", false);
        settings.put(key + "mail.from", "runbook@fingood.com");
        settings.put(key + "contacts.operations", "devops@fingood.com");
        settings.put(key + "contacts.database-team", "db-team@fingood.com");
        settings.put(key + "contacts.business-owners", "owners@fingood.com");
        settings.put(key + "contacts.emergency-hotline", "+1-555-0100");
    }

    /** What arrived with this subject. */
    List<MimeMessage> about(String subject) {
        return Arrays.stream(smtp.getReceivedMessages())
                .filter(mail -> subjectOf(mail).equals(subject))
                .toList();
    }

    static String textOf(MimeMessage mail) {
        try {
            return mail.getContent().toString();
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String subjectOf(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
