// What the tests of text data share: files in a folder of their own, and the sentence of an error.
#pragma once

#include <QtTest>

#include <zlib.h>

#include <cstdlib>
#include <functional>
#include <string>

#include "engine/error.h"

class TextFolder {
public:
    TextFolder() {
        if (!m_dir.isValid()) qFatal("no temporary folder");
        ::setenv("XDG_CACHE_HOME", m_dir.filePath("cache").toUtf8().constData(), 1);
    }
    std::string path(const QString& name = {}) const { return (name.isEmpty() ? m_dir.path() : m_dir.filePath(name)).toStdString(); }
    std::string file(const QString& name, const QByteArray& content) const {
        QFile f(m_dir.filePath(name));
        if (!f.open(QIODevice::WriteOnly) || f.write(content) != content.size()) qFatal("cannot write");
        return f.fileName().toStdString();
    }
    std::string packed(const QString& name, const QByteArray& content) const {
        const std::string to = path(name);
        const gzFile out = gzopen(to.c_str(), "wb");
        if (!out || gzwrite(out, content.constData(), static_cast<unsigned>(content.size())) != content.size()) qFatal("cannot write");
        gzclose(out);
        return to;
    }

private:
    QTemporaryDir m_dir;
};

// The message of a BadInput error, without the folder of `folder`; of another kind with its number in front.
inline std::string errorOf(const std::function<void()>& action, const TextFolder* folder = nullptr) {
    try {
        action();
    } catch (const layerlab::Error& error) {
        QString message = QString::fromUtf8(error.what());
        if (folder) message.remove(QString::fromStdString(folder->path()) + "/");
        if (error.kind() == layerlab::ErrorKind::BadInput) return message.toStdString();
        return "kind " + std::to_string(static_cast<int>(error.kind())) + ": " + message.toStdString();
    }
    return "nothing was wrong";
}
