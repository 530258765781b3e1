#include <torch/torch.h>

#include <QtTest/QtTest>

#include <fstream>

#include "engine/error.h"
#include "engine/interop/safetensors.h"

using namespace layerlab;

class TestSafetensors : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::filesystem::path path(const char* name) const { return m_dir.filePath(name).toStdString(); }

private Q_SLOTS:
    void whatIsWrittenIsRead() {
        const NamedTensors tensors{{"a", torch::randn({3, 4})},
                                   {"b.c", torch::arange(5)},
                                   {"empty", torch::zeros({0, 7})},
                                   {"scalar", torch::tensor(2.5)},
                                   {"transposed", torch::randn({2, 3}).t()}};
        writeSafetensors(path("x"), tensors, {{"k", "v"}});
        const auto back = readSafetensors(path("x"));
        QCOMPARE(back.size(), tensors.size());
        for (const auto& [name, tensor] : tensors) {
            QCOMPARE(back.at(name).sizes().vec(), tensor.sizes().vec());
            QVERIFY(torch::equal(back.at(name), tensor));
        }
    }
    void damagedFilesAreErrors_data() {
        QTest::addColumn<QByteArray>("content");
        const auto file = [](const QByteArray& header, const QByteArray& data) {
            QByteArray all(8, 0);
            const auto size = static_cast<quint64>(header.size());
            memcpy(all.data(), &size, 8);
            return all + header + data;
        };
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("short") << QByteArray("abc");
        QTest::newRow("header cut off") << QByteArray("\x10\0\0\0\0\0\0\0{}", 10);
        QTest::newRow("huge header") << QByteArray("\xff\xff\xff\xff\xff\xff\xff\xff{}", 10);
        QTest::newRow("no JSON") << file("nonsense", "");
        QTest::newRow("array") << file("[1]", "");
        QTest::newRow("no fields") << file("{\"a\":{}}", "");
        QTest::newRow("type") << file("{\"a\":{\"dtype\":\"F99\",\"shape\":[1],\"data_offsets\":[0,4]}}", "abcd");
        QTest::newRow("beyond the end") << file("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", "abcd");
        QTest::newRow("shape and bytes") << file("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", "abcd");
        QTest::newRow("overflow") << file("{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}", "abcd");
        QTest::newRow("negative") << file("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", "abcd");
    }
    void damagedFilesAreErrors() {
        QFETCH(QByteArray, content);
        std::ofstream(path("bad"), std::ios::binary).write(content.data(), content.size());
        QVERIFY_EXCEPTION_THROWN(readSafetensors(path("bad")), Error);
    }
};

QTEST_APPLESS_MAIN(TestSafetensors)
#include "tst_safetensors.moc"
