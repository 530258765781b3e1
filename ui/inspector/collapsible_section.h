// One section of the inspector: header, fields, a line below. It folds, and remembers that it was folded.
#pragma once

#include <QColor>
#include <QWidget>
#include <functional>

#include "ui/inspector/row_host.h"

class QVBoxLayout;

namespace layerlab {

class SectionHeader;
class ToggleSwitch;

class CollapsibleSection : public QWidget, public RowHost {
    Q_OBJECT

public:
    // key: under which folding is remembered.
    CollapsibleSection(const QString& title, const QString& key, QWidget* parent = nullptr);

    void setDot(std::function<QColor()> colour);
    // A switch in the header; while it is off the fields are hidden.
    ToggleSwitch* addSwitch(const QString& accessibleName);
    void add(QWidget* field) override;
    void setTitle(const QString& title);
    void unfold();
    // Folds until the person says otherwise.
    void foldAtFirst();
    void refresh();  // after the switch was moved by the document

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QString m_key;
    SectionHeader* m_header;
    ToggleSwitch* m_switch = nullptr;
    QWidget* m_body;
    QVBoxLayout* m_fields;
};

}  // namespace layerlab
