// The bot in Azure: Container Apps, PostgreSQL, a managed identity that is the bot, and its registration with the Teams channel.
//   az deployment group create -g GROUP -f deploy/azure.bicep -p image=REGISTRY/improvement-bot:1.0 administrator=OBJECT_ID databasePassword=…
// No secret of the bot exists: it proves who it is by its managed identity. SQLite is no choice here, because its log does not work on the network storage of Container Apps.

@description('Where everything stands.')
param location string = resourceGroup().location

@description('Begins the name of every resource; small letters, digits and hyphens.')
@minLength(3)
@maxLength(20)
param name string = 'improvement-bot'

@description('The image of the bot, made by deploy/Dockerfile, such as registry.azurecr.io/improvement-bot:1.0.')
param image string

@description('Name of an Azure container registry in this resource group that keeps the image; empty where the image is public.')
param registry string = ''

@description('Entra object id of the first administrator of the bot.')
@minLength(36)
@maxLength(36)
param administrator string

@description('Entra group id of the team for reports of people without a team; empty for none.')
param defaultTeam string = ''

@description('Password of the database. 16 characters or more, without a semicolon or a quote.')
@secure()
@minLength(16)
param databasePassword string

@description('Size of the database server. It has to allow 100 connections for each instance of the bot: Standard_B2s allows four.')
param databaseSize string = 'Standard_B2s'

@description('Whether a second database server stands by in another zone; asks for a size that is not of the Burstable tier.')
param databaseStandby bool = false

@description('Instances of the bot. One answers; two stay up when one is replaced.')
@minValue(1)
@maxValue(4)
param instances int = 1

@description('Address of an OTLP collector; empty sends no traces and metrics.')
param telemetry string = ''

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param logDays int = 30

var databaseUser = 'improvement_bot'
var tenant = subscription().tenantId
var unique = uniqueString(resourceGroup().id, name)

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

// ---- Who may fetch the image -------------------------------------------------------------------

resource registryOfImage 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = if (registry != '') {
  name: registry == '' ? 'none' : registry
}

var mayPull = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d') // AcrPull

resource pull 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (registry != '') {
  name: guid(registry, identity.id, mayPull)
  scope: registryOfImage
  properties: {
    roleDefinitionId: mayPull
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

// ---- The database ------------------------------------------------------------------------------

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${name}-${unique}'
  location: location
  sku: {
    name: databaseSize
    tier: startsWith(databaseSize, 'Standard_B') ? 'Burstable' : 'GeneralPurpose'
  }
  properties: {
    version: '17'
    administratorLogin: databaseUser
    administratorLoginPassword: databasePassword
    storage: {
      storageSizeGB: 32
      autoGrow: 'Enabled'
    }
    backup: {
      backupRetentionDays: 14
      geoRedundantBackup: 'Disabled'
    }
    highAvailability: {
      mode: databaseStandby ? 'ZoneRedundant' : 'Disabled'
    }
  }

  resource database 'databases' = {
    name: 'improvement_bot'
    properties: {
      charset: 'UTF8'
      collation: 'C.utf8'
    }
  }

  // The addresses 0.0.0.0 mean: what runs in Azure. Who has a virtual network gives the server a private address instead.
  resource fromAzure 'firewallRules' = {
    name: 'from-azure'
    properties: {
      startIpAddress: '0.0.0.0'
      endIpAddress: '0.0.0.0'
    }
    dependsOn: [database]
  }
}

var connection = 'Host=${server.properties.fullyQualifiedDomainName};Database=${server::database.name};Username=${databaseUser};Password=${databasePassword};SSL Mode=VerifyFull'

// ---- The secrets -------------------------------------------------------------------------------

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv${unique}'
  location: location
  properties: {
    tenantId: tenant
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 30
  }

  resource databaseSecret 'secrets' = {
    name: 'database'
    properties: {
      value: connection
    }
  }
}

var mayReadSecrets = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6') // Key Vault Secrets User

resource readSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, mayReadSecrets)
  scope: vault
  properties: {
    roleDefinitionId: mayReadSecrets
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

// ---- The bot -----------------------------------------------------------------------------------

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: logDays
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-environment'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
  }
}

var optional = concat(
  defaultTeam == '' ? [] : [{ name: 'Teams__DefaultTeam', value: defaultTeam }],
  telemetry == '' ? [] : [{ name: 'Telemetry__Otlp', value: telemetry }]
)

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    environmentId: environment.id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: 8080
        allowInsecure: false
      }
      registries: registry == '' ? [] : [
        {
          server: '${registry}.azurecr.io'
          identity: identity.id
        }
      ]
      secrets: [
        {
          name: 'database'
          keyVaultUrl: vault::databaseSecret.properties.secretUri
          identity: identity.id
        }
      ]
    }
    template: {
      terminationGracePeriodSeconds: 20
      containers: [
        {
          name: 'bot'
          image: image
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          env: concat([
            { name: 'Bot__AppId', value: identity.properties.clientId }
            { name: 'Bot__TenantId', value: tenant }
            { name: 'Bot__ManagedIdentity', value: 'true' }
            { name: 'Teams__HomeTenant', value: tenant }
            { name: 'Roles__Administrators__0', value: administrator }
            { name: 'Storage__Engine', value: 'PostgreSql' }
            { name: 'Storage__ConnectionString', secretRef: 'database' }
          ], optional)
          probes: [
            {
              // The first start makes the tables.
              type: 'Startup'
              httpGet: {
                path: '/health/live'
                port: 8080
              }
              periodSeconds: 3
              failureThreshold: 40
            }
            {
              type: 'Liveness'
              httpGet: {
                path: '/health/live'
                port: 8080
              }
              periodSeconds: 15
              timeoutSeconds: 5
              failureThreshold: 3
            }
            {
              type: 'Readiness'
              httpGet: {
                path: '/health/ready'
                port: 8080
              }
              periodSeconds: 15
              timeoutSeconds: 10
              failureThreshold: 3
            }
          ]
        }
      ]
      scale: {
        // Never none: what waits to be said is said by a running instance.
        minReplicas: instances
        maxReplicas: instances
      }
    }
  }
  dependsOn: [readSecrets, pull, server::fromAzure]
}

// ---- The registration --------------------------------------------------------------------------

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-${unique}'
  location: 'global'
  kind: 'azurebot'
  sku: {
    name: 'F0'
  }
  properties: {
    displayName: 'Improvement Bot'
    endpoint: 'https://${app.properties.configuration.ingress.fqdn}/api/messages'
    msaAppType: 'UserAssignedMSI'
    msaAppId: identity.properties.clientId
    msaAppMSIResourceId: identity.id
    msaAppTenantId: tenant
    disableLocalAuth: true
  }

  resource teams 'channels' = {
    name: 'MsTeamsChannel'
    location: 'global'
    properties: {
      channelName: 'MsTeamsChannel'
      properties: {
        isEnabled: true
      }
    }
  }
}

@description('What the package for Teams is made with: Improvement.Bot manifest FILE --bot-id ID --domain DOMAIN.')
output botId string = identity.properties.clientId

@description('The host name of the bot, for the same command.')
output domain string = app.properties.configuration.ingress.fqdn
