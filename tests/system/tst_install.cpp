// What `cmake --install` leaves behind is a whole program: it runs from where it was put, and the desktop finds it.
#include <QtTest>

#include "engine/runs/run_folder.h"
#include "tests/program.h"

using namespace layerlab;

namespace {

QByteArray content(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// The value of a key of a desktop entry.
QByteArray entry(const QByteArray& text, const QByteArray& key) {
    for (const QByteArray& line : text.split('\n'))
        if (line.startsWith(key + '=')) return line.mid(key.size() + 1);
    return {};
}

}  // namespace

class TestInstall : public QObject {
    Q_OBJECT
    QTemporaryDir m_prefix;

    QString installed(const QString& path) const { return m_prefix.filePath(path); }
    bool hasWindow() const { return QFileInfo::exists(installed("bin/layerlab")); }

private Q_SLOTS:
    void initTestCase() {
        const Result r = start(LAYERLAB_CMAKE, {"--install", LAYERLAB_BINARY_DIR, "--prefix", m_prefix.path()});
        QVERIFY2(r.code == 0, r.err.constData());
    }

    void programsFindTheirLibraries() {
        const Result r = start(installed("bin/layerlab-cli"), {"--version"});
        QVERIFY2(r.code == 0, r.err.constData());
        QVERIFY(r.out.contains("layerlab-cli"));
        if (!hasWindow()) return;
        const Result window = start(installed("bin/layerlab"), {"--version"});
        QVERIFY2(window.code == 0, window.err.constData());
        QVERIFY(window.out.contains("LayerLab"));
    }

    void everyExampleIsFine() {
        const QDir folder(installed("share/layerlab/examples"));
        const QStringList files = folder.entryList({"*.yaml"}, QDir::Files);
        QVERIFY(files.contains("default.yaml"));
        for (const QString& file : files) {
            const Result r = start(installed("bin/layerlab-cli"), {"check", folder.filePath(file)});
            QVERIFY2(r.code == 0 && r.err.isEmpty(), (file.toUtf8() + ": " + r.err).constData());
        }
    }

    void theTensorLibraryIsFoundWhenTraining() {
        const QString out = installed("runs");
        const Result r = start(installed("bin/layerlab-cli"), {"run", installed("share/layerlab/examples/default.yaml"), "--set",
                                                               "train.steps=3", "--threads", "1", "--out", out});
        QVERIFY2(r.code == 0, r.err.constData());
        const auto summary = readSummary(r.out.trimmed().split('\n').last().toStdString());
        QVERIFY(summary.has_value());
    }

    void noLibraryIsSearchedInTheBuildFolder_data() {
        QTest::addColumn<QString>("path");
        QTest::newRow("command line") << "bin/layerlab-cli";
        if (hasWindow()) QTest::newRow("window") << "bin/layerlab";
        for (const char* library : {"liblayerlab-core.so", "liblayerlab-tensors.so"})
            QTest::newRow(library) << QStringLiteral(LAYERLAB_LIBRARY_DIR "/layerlab/") + library;
    }
    void noLibraryIsSearchedInTheBuildFolder() {
        QFETCH(QString, path);
        const QByteArray binary = content(installed(path));
        QVERIFY2(!binary.isEmpty(), path.toUtf8().constData());
        QVERIFY(binary.contains("$ORIGIN"));
        QVERIFY(!binary.contains(QByteArrayLiteral(LAYERLAB_BINARY_DIR ":")));
    }

    void theDesktopEntryNamesThingsThatExist() {
        if (!hasWindow()) QSKIP("built without the window");
        const QByteArray text = content(installed("share/applications/org.layerlab.LayerLab.desktop"));
        QVERIFY(!text.isEmpty());
        const QString program = QString::fromUtf8(entry(text, "Exec").split(' ').first());
        QVERIFY(QFileInfo(installed("bin/" + program)).isExecutable());
        QVERIFY(QFileInfo::exists(installed("share/icons/hicolor/scalable/apps/" + QString::fromUtf8(entry(text, "Icon")) + ".svg")));
        for (const char* key : {"Name", "GenericName[zh_CN]", "Comment", "Comment[zh_CN]", "Categories"})
            QVERIFY2(!entry(text, key).isEmpty(), key);
    }

    void theNewestReleaseIsThisVersion() {
        if (!hasWindow()) QSKIP("built without the window");
        const QByteArray text = content(installed("share/metainfo/org.layerlab.LayerLab.metainfo.xml"));
        const auto release = text.indexOf("<release ");
        QVERIFY(release >= 0);
        QVERIFY(text.mid(release).startsWith("<release version=\"" LAYERLAB_VERSION "\""));
    }

    void documentsComeAlong() {
        for (const char* path :
             {"share/doc/layerlab/README.md", "share/doc/layerlab/README.zh.md", "share/doc/layerlab/LICENSE",
              "share/doc/layerlab/copyright", "share/doc/layerlab/resources/screenshot.png", "share/man/man1/layerlab-cli.1"})
            QVERIFY2(QFileInfo(installed(path)).size() > 0, path);
    }
};

QTEST_GUILESS_MAIN(TestInstall)
#include "tst_install.moc"
