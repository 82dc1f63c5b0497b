package io.batpak.core.open;

import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.LockAttempt;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import io.batpak.api.spi.StoreFileSystem;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A file system around another that writes down what the testkit's do not: modes of forces, and who closes what, when. */
final class SpyFileSystem {
    final List<String> calls = new CopyOnWriteArrayList<>();
    private final boolean views;

    /** Makes one; without views it has none to give. */
    SpyFileSystem(boolean views) {
        this.views = views;
    }

    StoreFileSystem around(StoreFileSystem inner) {
        return proxy(StoreFileSystem.class, inner, "");
    }

    private <T> T proxy(Class<T> type, T inner, String name) {
        InvocationHandler handler = (self, method, arguments) -> {
            Object[] given = arguments == null ? new Object[0] : arguments;
            if (method.getName().equals("view") && !views) {
                return Optional.empty();
            }
            note(method, given, name);
            try {
                return wrap(method.invoke(inner, given), given);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private void note(Method method, Object[] arguments, String name) {
        if (method.getName().equals("force") && arguments.length == 1) {
            calls.add("force " + ((ForceMode) arguments[0]) + " " + name);
        } else if (method.getName().equals("close")) {
            calls.add("close " + name);
        }
    }

    private Object wrap(Object result, Object[] arguments) {
        if (result instanceof StoreDirectory directory) {
            return proxy(StoreDirectory.class, directory, "directory");
        }
        if (result instanceof StoreFile file) {
            return proxy(StoreFile.class, file, (String) arguments[0]);
        }
        if (result instanceof LockAttempt.Acquired acquired) {
            return new LockAttempt.Acquired(proxy(LockAttempt.Lock.class, acquired.lock(), "lock"));
        }
        return result;
    }
}
