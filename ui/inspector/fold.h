// Rarer rows of a section under a line that opens and closes them. It remembers whether it was open, and opens by
// itself when a row in it is wrong.
#pragma once

#include <QToolButton>
#include <QWidget>

#include "ui/inspector/row_host.h"

class QVBoxLayout;

namespace layerlab {

class Fold : public QWidget, public RowHost {
    Q_OBJECT

public:
    // key: under which it is remembered whether it is open.
    Fold(const QString& title, const QString& key, QWidget* parent = nullptr);

    void add(QWidget* field) override;
    void setOpen(bool open);
    bool isOpen() const { return m_open; }
    QToolButton* header() { return m_header; }

private:
    QString m_key;
    QToolButton* m_header;
    QWidget* m_body;
    QVBoxLayout* m_rows;
    bool m_open = false;
};

// Makes a fold as the section's next row.
Fold* addFold(RowHost& section, const QString& title, const QString& key);

}  // namespace layerlab
