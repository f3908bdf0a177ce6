package com.fingood.runbook.process.notices;

import com.fingood.runbook.notification.Contacts;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where a group is reached: at its configured contact, else at its members' own addresses as the logins hold them. */
@Component
class Recipients {

    private final Contacts contacts;
    private final IdentityService identities;

    Recipients(Contacts contacts, @Lazy IdentityService identities) {
        this.contacts = contacts;
        this.identities = identities;
    }

    /** @param everyMember whether the members are told besides the contact */
    Set<String> of(Collection<String> groups, boolean everyMember) {
        Set<String> addresses = new LinkedHashSet<>();
        for (String group : groups) {
            Set<String> contact = contacts.addressesOf(List.of(group));
            addresses.addAll(contact);
            if (everyMember || contact.isEmpty()) {
                addresses.addAll(addressesOf(
                        identities.createUserQuery().memberOfGroup(group).list()));
            }
        }
        return addresses;
    }

    /** @param login null = nobody */
    Set<String> person(String login) {
        return login == null
                ? Set.of()
                : addressesOf(identities.createUserQuery().userId(login).list());
    }

    /** A login without an address, or with a malformed one, is left out: it was not typed into our configuration. */
    private static Set<String> addressesOf(List<User> people) {
        Set<String> addresses = new LinkedHashSet<>();
        people.stream().map(User::getEmail).filter(Contacts::isAddress).forEach(addresses::add);
        return addresses;
    }
}
