; Windows' installer, for Inno Setup 6: iscc /DVersion=1.2.3 packaging\windows\kaakrust.iss
; It installs for one person, without an administrator's password; whoever has one may choose everybody.
#ifndef Version
  #error "Say which version: iscc /DVersion=1.2.3"
#endif

[Setup]
AppId=org.kaakrust.Kaakrust
AppName=Kaakrust
AppVersion={#Version}
AppPublisher=The Kaakrust maintainers
DefaultDirName={autopf}\Kaakrust
DefaultGroupName=Kaakrust
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0
SourceDir=..\..
OutputDir=dist
OutputBaseFilename=kaakrust-{#Version}-windows-x86_64-setup
SetupIconFile=dist\kaakrust.ico
UninstallDisplayIcon={app}\kaakrust-window.exe
LicenseFile=LICENSE
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
; What people keep lies in their own AppData and is left there; "kaakrust forget --everything" removes it.

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "nl"; MessagesFile: "compiler:Languages\Dutch.isl"

[CustomMessages]
en.Left=Your profiles and history stay in %1. Delete that folder to be rid of them too.
nl.Left=Je profielen en geschiedenis blijven staan in %1. Verwijder die map om ook die kwijt te zijn.

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "dist\kaakrust\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "LICENSE"; DestDir: "{app}"
Source: "NOTICE"; DestDir: "{app}"

[Icons]
Name: "{group}\Kaakrust"; Filename: "{app}\kaakrust-window.exe"; AppUserModelID: "org.kaakrust.Kaakrust"
Name: "{autodesktop}\Kaakrust"; Filename: "{app}\kaakrust-window.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\kaakrust-window.exe"; Description: "{cm:LaunchProgram,Kaakrust}"; Flags: nowait postinstall skipifsilent

[InstallDelete]
; An update brings all its libraries; those of the version before would only confuse them.
Type: filesandordirs; Name: "{app}\_internal"

[Code]
procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Data: String;
begin
  Data := ExpandConstant('{localappdata}\kaakrust');
  if (Step = usPostUninstall) and DirExists(Data) and not UninstallSilent then
    MsgBox(FmtMessage(CustomMessage('Left'), [Data]), mbInformation, MB_OK);
end;
