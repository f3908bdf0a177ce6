package com.fingood.runbook.validation.environment;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** File systems of a machine, from the text that a Prometheus node exporter gives. */
final class NodeFileSystems {

    /**
     * @param available bytes that a user who is not root may still write
     * @param disk whether it lies on a disk and takes writes
     */
    record FileSystem(String mountpoint, double available, double size, boolean disk) {
        double share() {
            return size <= 0 ? 0 : available / size;
        }
    }

    private static final Pattern LINE = Pattern.compile(
            "node_filesystem_(avail_bytes|size_bytes|readonly)\\{((?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*+\")*+)}\\s+(\\S+).*");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*+)\"");

    /** In memory, or full by their nature. */
    private static final Set<String> NO_DISK =
            Set.of("tmpfs", "devtmpfs", "ramfs", "squashfs", "iso9660", "proc", "sysfs");

    private final List<FileSystem> all;

    private NodeFileSystems(List<FileSystem> all) {
        this.all = all;
    }

    static NodeFileSystems of(String text) {
        Map<String, Map<String, Double>> byLabels = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            Matcher metric = LINE.matcher(line);
            if (metric.matches()) {
                number(metric.group(3))
                        .ifPresent(value -> byLabels.computeIfAbsent(metric.group(2), labels -> new LinkedHashMap<>())
                                .put(metric.group(1), value));
            }
        });
        return new NodeFileSystems(byLabels.entrySet().stream()
                .filter(one -> one.getValue().containsKey("avail_bytes")
                        && one.getValue().containsKey("size_bytes"))
                .map(one -> new FileSystem(
                        label(one.getKey(), "mountpoint"),
                        one.getValue().get("avail_bytes"),
                        one.getValue().get("size_bytes"),
                        one.getValue().getOrDefault("readonly", 0.0) == 0
                                && !NO_DISK.contains(label(one.getKey(), "fstype"))))
                .toList());
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** @param mountpoint null = the disk with the least share left */
    Optional<FileSystem> at(String mountpoint) {
        return all.stream()
                .filter(one ->
                        mountpoint == null ? one.disk() : one.mountpoint().equals(mountpoint))
                .min(Comparator.comparingDouble(FileSystem::share));
    }

    Set<String> mountpoints() {
        Set<String> names = new TreeSet<>();
        all.forEach(one -> names.add(Words.name(one.mountpoint())));
        return names;
    }

    private static String label(String labels, String name) {
        Matcher label = LABEL.matcher(labels);
        while (label.find()) {
            if (label.group(1).equals(name)) {
                return label.group(2).replace("\\\"", "\"").replace("\\\\", "\\");
            }
        }
        return "";
    }

    private static Optional<Double> number(String text) {
        try {
            double value = Double.parseDouble(text);
            return Double.isNaN(value) || Double.isInfinite(value) ? Optional.empty() : Optional.of(value);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
