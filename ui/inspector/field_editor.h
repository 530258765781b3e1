// What a field of the inspector needs of its editor: show a text, say when the person settled on another. The kinds of
// editors are in files of their own; none knows of experiments.
#pragma once

#include <QString>
#include <QWidget>

namespace layerlab {

class FieldEditor : public QWidget {
    Q_OBJECT

public:
    explicit FieldEditor(QWidget* parent = nullptr) : QWidget(parent) {}

    virtual void setText(const QString& text) = 0;  // as the experiment file writes it
    virtual QWidget* control() = 0;                 // takes focus, tooltip and accessible name
    virtual void setInvalid(bool invalid);          // a red border around the control

Q_SIGNALS:
    void committed(const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    bool m_invalid = false;
};

}  // namespace layerlab
