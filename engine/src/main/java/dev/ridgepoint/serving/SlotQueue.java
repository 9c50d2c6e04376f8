package dev.ridgepoint.serving;

/** Slots that wait, first come first served; what was turned back goes to the front again. */
final class SlotQueue {

    private int[] ring = new int[64];
    private int head;
    private int size;

    int size() {
        return size;
    }

    int first() {
        return ring[head];
    }

    int get(int index) {
        return ring[head + index & ring.length - 1];
    }

    void removeFirst() {
        head = head + 1 & ring.length - 1;
        size--;
    }

    void addFirst(int slot) {
        makeRoom();
        head = head - 1 & ring.length - 1;
        ring[head] = slot;
        size++;
    }

    void addLast(int slot) {
        makeRoom();
        ring[head + size & ring.length - 1] = slot;
        size++;
    }

    private void makeRoom() {
        if (size == ring.length) {
            int[] larger = new int[2 * size];
            for (int i = 0; i < size; i++) {
                larger[i] = get(i);
            }
            ring = larger;
            head = 0;
        }
    }
}
